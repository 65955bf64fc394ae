/** How fast the pathways topology is, beside plain consumers of the same records. */
package org.pathline.bench;
