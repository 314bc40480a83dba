@org.jspecify.annotations.NullMarked
package org.courant;
