/** The topology from pathways to outcome cells. */
package org.pathline.streams.outcomes;
