/** Facts on their way in: adjacent records of a partition are joined before Streams sees them. */
package org.pathline.streams.arrival;
