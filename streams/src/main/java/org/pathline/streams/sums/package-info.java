/** From what students contribute to changes of sums: the part that is the same for all sums. */
@NullMarked
package org.pathline.streams.sums;

import org.jspecify.annotations.NullMarked;
