/** Dead letters and rejections: reading them, and replaying the records that dead letters name. */
package org.pathline.letters;
