/** Facts against their rules: what is good goes on, the rest becomes a rejection. */
package org.pathline.streams.check;
