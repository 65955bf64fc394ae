/** Standing policies beside what they label: the part that is the same for all topologies. */
package org.pathline.streams.follow;
