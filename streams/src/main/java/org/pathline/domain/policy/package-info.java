/** Which classroom policy is in force where and when. */
package org.pathline.domain.policy;
