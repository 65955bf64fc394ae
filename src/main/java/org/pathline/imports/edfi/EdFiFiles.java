package org.pathline.imports.edfi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pathline.imports.Bundle;
import org.pathline.imports.BundleFile;
import org.pathline.imports.ForeignFormat.Unused;
import org.pathline.imports.ForeignSource;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.JsonRecords;
import org.pathline.imports.ReferredRecords;
import org.pathline.imports.XmlRecords;
import org.pathline.publish.BadRow;
import org.pathline.publish.UnreadableFile;

/** The files of an Ed-Fi delivery by the resource that they hold. */
final class EdFiFiles {
  /** Takes a record of a resource. */
  interface Taker {
    void take(EdFiRecord record, BundleFile file) throws BadRow;
  }

  /** What the records of a file say. */
  enum Kind {
    /** What is. */
    RECORDS,
    /** What was deleted, as Change Queries tell it. */
    DELETES,
    /** Whose key has changed, as Change Queries tell it. */
    KEY_CHANGES
  }

  /** What the API adds to references and records, of which no fact is made. */
  private static final Set<String> OF_THE_API = Set.of("link", "_etag");

  /** In so many folders above a file may its resource, or what is told of it, be named. */
  private static final int FOLDERS = 2;

  private final Map<Kind, Map<Resource, List<BundleFile>>> files = new EnumMap<>(Kind.class);
  private final Set<String> passedOver;
  private final List<Unused> unused = new ArrayList<>();
  private final List<String> notes;
  final ReferredRecords referred;

  EdFiFiles(Bundle bundle, ImportSettings settings, List<String> notes) throws UnreadableFile {
    this.notes = notes;
    referred = new ReferredRecords(notes);
    passedOver = new HashSet<>(OF_THE_API);
    passedOver.removeIf(settings.map()::asksFor);
    for (Kind kind : Kind.values()) {
      files.put(kind, new EnumMap<>(Resource.class));
    }
    for (BundleFile file : bundle.files()) {
      if (file.size() == 0 && (file.endsWith(".xml") || file.isJson())) {
        unused.add(new Unused(file, BundleFile.EMPTY, true));
      } else if (file.endsWith(".xml")) {
        addInterchange(file);
      } else if (file.isJson()) {
        addJson(file);
      } else {
        boolean named = Resource.of(file.stem()) != null || file.isPacked();
        String reason = file.isPacked() ? BundleFile.PACKED : "neither JSON nor XML";
        unused.add(new Unused(file, reason, named || file.endsWith(".csv")));
      }
    }
  }

  private void addInterchange(BundleFile file) throws UnreadableFile {
    Map<String, Long> elements;
    try {
      elements = XmlRecords.elements(file.open(bytes -> {}));
    } catch (UnreadableFile e) {
      throw new UnreadableFile(e.line(), file.path() + ": " + e.getMessage());
    }
    List<String> passedOver = new ArrayList<>();
    boolean any = false;
    for (Map.Entry<String, Long> element : elements.entrySet()) {
      Resource known = null;
      for (Resource resource : Resource.values()) {
        known = resource.element().equals(element.getKey()) ? resource : known;
      }
      if (known == null || !known.isRead()) {
        passedOver.add(element.getValue() + " " + element.getKey());
      } else {
        add(Kind.RECORDS, known, file);
        any = true;
      }
    }
    if (!any) {
      unused.add(new Unused(file, "no element that is read", false));
    } else if (!passedOver.isEmpty()) {
      notes.add(file.path() + ": not read: " + String.join(", ", passedOver));
    }
  }

  private void addJson(BundleFile file) {
    Kind kind = kind(file.stemOfPages());
    String bare = file.stemOfPages().replaceFirst("[-_. ]*(deletes|key[-_]?changes)$", "");
    Resource resource = Resource.of(bare.replaceFirst("[-_. ]*(page|part)?[-_. ]*\\d*$", ""));
    // One folder for each resource, with pages or deletes in it, or one for the deletes of all.
    Path folder = file.path().getParent();
    for (int up = 0; folder != null && up < FOLDERS; up++) {
      String name = String.valueOf(folder.getFileName());
      if (resource == null && (up == 0 || bare.isEmpty())) {
        resource = Resource.of(name);
      }
      kind = kind == Kind.RECORDS ? kind(name) : kind;
      folder = folder.getParent();
    }
    String nearest = resource == null ? Resource.misspelt(bare) : null;
    if (nearest != null) {
      unused.add(new Unused(file, "no resource that is read (is it '" + nearest + "'?)", true));
    } else if (resource == null) {
      unused.add(new Unused(file, "no resource that is read", false));
    } else if (!resource.isRead()) {
      unused.add(new Unused(file, "what is in it stands in what refers to it", false));
    } else {
      add(kind, resource, file);
    }
  }

  private static Kind kind(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return plain.endsWith("deletes")
        ? Kind.DELETES
        : plain.endsWith("keychanges") ? Kind.KEY_CHANGES : Kind.RECORDS;
  }

  private void add(Kind kind, Resource resource, BundleFile file) {
    of(kind).computeIfAbsent(resource, absent -> new ArrayList<>()).add(file);
  }

  private Map<Resource, List<BundleFile>> of(Kind kind) {
    return files.computeIfAbsent(kind, absent -> new EnumMap<>(Resource.class));
  }

  /** Files that hold a resource. */
  List<BundleFile> of(Kind kind, Resource resource) {
    return of(kind).getOrDefault(resource, List.of());
  }

  List<Unused> unused() {
    return unused;
  }

  /** How the records of a resource are opened. */
  ForeignSource.Opening opening(Resource resource) {
    return (file, progress) ->
        file.endsWith(".xml")
            ? new XmlRecords(file.open(progress), resource.element(), EdFiRecord::new)
            : JsonRecords.open(file, progress, resource.wrappers(), passedOver, EdFiRecord::new);
  }

  /** Hands on each record of a resource; what is not understood is named and passed over. */
  void each(Resource resource, Taker taker) throws UnreadableFile {
    for (BundleFile file : of(Kind.RECORDS, resource)) {
      referred.each(
          file,
          opening(resource),
          (each, of) -> {
            EdFiRecord record = (EdFiRecord) each;
            String key = EdFiIds.ofReferred(resource, record);
            if (key != null) {
              referred.add(resource, key, record);
            }
            taker.take(record, of);
          });
    }
  }
}
