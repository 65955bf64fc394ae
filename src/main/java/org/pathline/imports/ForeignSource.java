package org.pathline.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.Doubted;
import org.pathline.publish.Listing;
import org.pathline.publish.RowReader;
import org.pathline.publish.RowSource;
import org.pathline.publish.UnreadableFile;

/** The facts in one file of another system, of one type or of several that are read at once. */
public final class ForeignSource implements RowSource {
  /** Opens the records of a file. */
  public interface Opening {
    /** Its records from the first on. */
    RecordReader open(BundleFile file, LongConsumer progress) throws UnreadableFile;
  }

  private final BundleFile file;
  private final Opening opening;
  private final Map<FactType, Supplier<RowMapper>> mappers;
  private Listing listing = Listing.VERSIONS;
  private final Map<FactType, Tally> tallies = new EnumMap<>(FactType.class);
  private final PlacedDoubts doubts = new PlacedDoubts();

  /**
   * A source.
   *
   * @param opening opens the records of the file
   * @param mapper gives a mapper for each time that the file is read
   */
  public ForeignSource(
      BundleFile file, FactType type, Opening opening, Supplier<RowMapper> mapper) {
    this(file, opening, Map.of(type, mapper));
  }

  /**
   * A source of several types of facts.
   *
   * @param opening opens the records of the file
   * @param mappers give for each type a mapper for each time that the file is read
   */
  public ForeignSource(
      BundleFile file, Opening opening, Map<FactType, Supplier<RowMapper>> mappers) {
    this.file = file;
    this.opening = opening;
    this.mappers = new EnumMap<>(mappers);
    this.mappers.keySet().forEach(type -> tallies.put(type, new Tally()));
  }

  /**
   * The same, of records of which the delivery holds each once.
   *
   * @param uniqueIds whether ids of facts are those of records, whatever their student
   */
  public ForeignSource ofSingleRecords(boolean uniqueIds) {
    listing = new Listing(file.delivery(), uniqueIds);
    return this;
  }

  @Override
  public Listing listing() {
    return listing;
  }

  @Override
  public List<Doubted> doubts() {
    return doubts.all();
  }

  /** The file whose records these are. */
  public BundleFile file() {
    return file;
  }

  /** What became of the records when they were read last, by type of facts. */
  public Map<FactType, Tally> tallies() {
    return tallies;
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public FactType type() {
    return mappers.keySet().iterator().next();
  }

  @Override
  public Set<FactType> types() {
    return mappers.keySet();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public RowReader open(LongConsumer progress) throws UnreadableFile {
    List<MappedRows.Part> parts = new ArrayList<>();
    mappers.forEach(
        (type, mapper) ->
            parts.add(
                new MappedRows.Part(
                    type, mapper.get(), Objects.requireNonNull(tallies.get(type)))));
    doubts.clear();
    return new MappedRows(
        opening.open(file, progress), parts, (doubt, line) -> doubts.add(doubt, file, line));
  }
}
