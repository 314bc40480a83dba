/// Makes the bytes of a mail: a rendered variant is compiled once to a message template with slots,
/// and a reader's message is a copy of its bytes with the reader's own header fields and values put
/// in.
///
/// Table: `message_template` (sources and compiled bytes of each variant of a mailing). No views,
/// no events. `SlotMarks` gives what the renderer writes where a slot stands; `MessageTemplates`
/// checks and compiles; `Filling` fills. `RecipientTokens` is implemented by the module that knows
/// the readers. `MailAddress` is what counts as an address everywhere. Settings: `message`.
@org.springframework.modulith.ApplicationModule(allowedDependencies = "publication")
@org.jspecify.annotations.NullMarked
package org.courant.message;
