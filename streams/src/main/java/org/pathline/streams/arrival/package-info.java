/** Facts on their way in: adjacent records of a partition are joined before Streams sees them. */
@NullMarked
package org.pathline.streams.arrival;

import org.jspecify.annotations.NullMarked;
