/** How erasures reach every task that knows of students, and what the tasks do then. */
package org.pathline.streams.erasure;
