/** Standing policies beside what they label: the part that is the same for all topologies. */
@NullMarked
package org.pathline.streams.follow;

import org.jspecify.annotations.NullMarked;
