/** From what students contribute to changes of sums: the part that is the same for all sums. */
package org.pathline.streams.sums;
