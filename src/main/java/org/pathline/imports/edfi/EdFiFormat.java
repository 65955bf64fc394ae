package org.pathline.imports.edfi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.pathline.domain.fact.FactType;
import org.pathline.imports.Bundle;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ForeignFormat;
import org.pathline.imports.ForeignSource;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.RowMapper;
import org.pathline.publish.UnreadableFile;
import org.pathline.publish.UnusableArgument;

/** Ed-Fi Data Standard 5: resources as its API gives them in JSON, and its XML interchange. */
public final class EdFiFormat implements ForeignFormat {
  /** Resources that become facts, in the order in which they are read. */
  private static final Map<Resource, FactType> FACTS = new LinkedHashMap<>();

  static {
    FACTS.put(Resource.STUDENT_ORGANIZATIONS, FactType.STUDENTS);
    FACTS.put(Resource.STUDENTS, FactType.STUDENTS);
    FACTS.put(Resource.STUDENT_SCHOOLS, FactType.ENROLLMENTS);
    FACTS.put(Resource.STUDENT_SECTIONS, FactType.SECTIONS);
    FACTS.put(Resource.GRADES, FactType.GRADES);
    FACTS.put(Resource.COURSE_TRANSCRIPTS, FactType.GRADES);
    FACTS.put(Resource.STUDENT_ASSESSMENTS, FactType.ASSESSMENTS);
    FACTS.put(Resource.STUDENT_ACADEMIC_RECORDS, FactType.GRADUATIONS);
  }

  @Override
  public Reading read(Bundle bundle, ImportSettings settings) throws UnreadableFile {
    List<String> notes = new ArrayList<>();
    List<Unused> unused = new ArrayList<>();
    EdFiFiles files = new EdFiFiles(bundle, settings, notes);
    EdFiTables tables = new EdFiTables(files, settings);
    List<ForeignSource> sources = new ArrayList<>();
    for (EdFiFiles.Kind kind : EdFiFiles.Kind.values()) {
      for (Resource resource : Resource.values()) {
        for (BundleFile file : files.of(kind, resource)) {
          if (kind != EdFiFiles.Kind.RECORDS && !changesFacts(kind, resource)) {
            unused.add(
                new Unused(file, "what becomes of such records needs no withdrawing", false));
          }
        }
      }
      FACTS.forEach(
          (resource, type) ->
              files
                  .of(kind, resource)
                  .forEach(
                      file -> {
                        if (kind == EdFiFiles.Kind.RECORDS || changesFacts(kind, resource)) {
                          ForeignSource source =
                              new ForeignSource(
                                  file,
                                  type,
                                  files.opening(resource),
                                  () -> mapper(kind, resource).apply(tables, file));
                          sources.add(
                              kind == EdFiFiles.Kind.RECORDS
                                  // XML has no ids, and a key names no student there.
                                  ? source.ofSingleRecords(!file.endsWith(".xml"))
                                  : source);
                        }
                      }));
    }
    unused.addAll(files.unused());
    if (sources.isEmpty()) {
      throw new UnusableArgument(
          "no resource of Ed-Fi with students here; files are named after them, such as"
              + " studentSchoolAssociations.json, or are XML interchanges"
              + ForeignFormat.reasons(unused));
    }
    return new Reading(
        sources,
        unused,
        List.of(),
        notes,
        files.referred.notUnderstood(),
        List.of(),
        files.referred.doubts());
  }

  /** A student's record stands while the student does, whatever its associations. */
  private static boolean changesFacts(EdFiFiles.Kind kind, Resource resource) {
    return EdFiIds.areOf(resource)
        || (kind == EdFiFiles.Kind.DELETES && resource == Resource.STUDENTS);
  }

  private static BiFunction<EdFiTables, BundleFile, RowMapper> mapper(
      EdFiFiles.Kind kind, Resource resource) {
    return switch (kind) {
      case DELETES -> (tables, file) -> new EdFiChangeRows(tables, file, resource).deletes();
      case KEY_CHANGES -> (tables, file) -> new EdFiChangeRows(tables, file, resource).keyChanges();
      case RECORDS -> Objects.requireNonNull(MAPPERS.get(resource));
    };
  }

  private static final Map<Resource, BiFunction<EdFiTables, BundleFile, RowMapper>> MAPPERS =
      Map.of(
          Resource.STUDENT_ORGANIZATIONS, (t, file) -> new EdFiRows(t, file).organizations(),
          Resource.STUDENTS, (t, file) -> new EdFiRows(t, file).students(),
          Resource.STUDENT_SCHOOLS, (t, file) -> new EdFiRows(t, file).stays(),
          Resource.STUDENT_SECTIONS, (t, file) -> new EdFiRows(t, file).sections(),
          Resource.GRADES, (t, file) -> new EdFiGradeRows(t, file).grades(),
          Resource.COURSE_TRANSCRIPTS, (t, file) -> new EdFiGradeRows(t, file).transcripts(),
          Resource.STUDENT_ASSESSMENTS, (t, file) -> new EdFiTestRows(t, file).results(),
          Resource.STUDENT_ACADEMIC_RECORDS, (t, file) -> new EdFiRows(t, file).diplomas());
}
