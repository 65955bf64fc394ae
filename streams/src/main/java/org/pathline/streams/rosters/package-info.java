/** The topology from pathways and policies to how students are sorted into sections. */
package org.pathline.streams.rosters;
