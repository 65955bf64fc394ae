/** Which students are erased. */
@NullMarked
package org.pathline.domain.erasure;

import org.jspecify.annotations.NullMarked;
