package org.courant.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a picocli command that stands directly under `courant`, so that it is found in its own
/// module. Its constructor takes nothing but `Supplier`s of the application's parts: the
/// application starts at the first one that is asked, so `--help` costs no start.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TopLevel {}
