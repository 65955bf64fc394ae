/** Values of any size in stores whose records are bounded. */
@NullMarked
package org.pathline.streams.spread;

import org.jspecify.annotations.NullMarked;
