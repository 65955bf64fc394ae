/** Keys of several parts as one text, unique and reversible, and digests that stand for texts. */
@NullMarked
package org.pathline.domain.key;

import org.jspecify.annotations.NullMarked;
