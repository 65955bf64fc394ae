/** What is published, to its records and back: each record's form stands in one class. */
package org.pathline.streams.wire;
