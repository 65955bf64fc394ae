/** The program's beginning. */
@NullMarked
package org.pathline;

import org.jspecify.annotations.NullMarked;
