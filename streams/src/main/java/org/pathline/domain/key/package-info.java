/** Keys of several parts as one text, unique and reversible. */
@NullMarked
package org.pathline.domain.key;

import org.jspecify.annotations.NullMarked;
