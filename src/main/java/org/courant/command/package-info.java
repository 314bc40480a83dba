/// What the modules' commands share. It has no tables and knows no other module.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.courant.command;
