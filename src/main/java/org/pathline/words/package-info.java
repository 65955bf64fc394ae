/** What is said in the same words throughout the program. */
@NullMarked
package org.pathline.words;

import org.jspecify.annotations.NullMarked;
