/** Where topologies begin: records of the contract are decoded, or told, when their turn comes. */
@NullMarked
package org.pathline.streams.source;

import org.jspecify.annotations.NullMarked;
