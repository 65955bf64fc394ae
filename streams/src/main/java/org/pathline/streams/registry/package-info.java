/** Values in the wire format of the schema registry, and what becomes of those that have none. */
package org.pathline.streams.registry;
