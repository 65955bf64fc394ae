/** Resources of the Ed-Fi Data Standard 5, as JSON and as XML, to rows of facts. */
@NullMarked
package org.pathline.imports.edfi;

import org.jspecify.annotations.NullMarked;
