/** Values of any size in stores whose records are bounded. */
package org.pathline.streams.spread;
