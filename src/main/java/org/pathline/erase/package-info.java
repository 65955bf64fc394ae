/** Erases students, and looks for what is left of them. */
@NullMarked
package org.pathline.erase;

import org.jspecify.annotations.NullMarked;
