/// Signs mail so that receivers can tell who sent it and that nobody changed it (DKIM, RFC 6376):
/// whole messages in, the same with signatures in front out.
///
/// `DkimSigner` adds a signature for each key of the `From` domain that is valid at the moment, RSA
/// (RFC 8301) and Ed25519 (RFC 8463). The keys come from files that the setting `dkim` lists; each
/// has signed and verified a probe before the start goes on. Signatures are made by Amazon
/// Corretto's provider where it has a build, else by the JDK; no provider of the JVM is changed. It
/// has no tables and publishes no events. Commands: `dkim keygen`, `dkim record`.
@org.springframework.modulith.ApplicationModule(allowedDependencies = "command")
@org.jspecify.annotations.NullMarked
package org.courant.dkim;
