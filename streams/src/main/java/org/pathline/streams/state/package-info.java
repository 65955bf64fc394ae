/** What the stores hold: a student's state in bounded records, and which rules derived it. */
package org.pathline.streams.state;
