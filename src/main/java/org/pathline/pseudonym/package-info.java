/** Pseudonyms that a publisher puts in the place of local ids, and the keys that make them. */
@NullMarked
package org.pathline.pseudonym;

import org.jspecify.annotations.NullMarked;
