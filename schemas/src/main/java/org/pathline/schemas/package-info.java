/**
 * The topics of the contract: names, keys, schemas and how each is kept.
 *
 * <p>The records themselves are generated from the Avro files of this module into {@code
 * org.pathline.events}.
 */
package org.pathline.schemas;
