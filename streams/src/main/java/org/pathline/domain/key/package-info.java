/** Keys of several parts as one text, unique and reversible. */
package org.pathline.domain.key;
