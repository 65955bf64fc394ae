package org.pathline.imports;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.RowReader;
import org.pathline.publish.RowSource;
import org.pathline.publish.UnreadableFile;

/** The facts of one type in one file of another system. */
public final class ForeignSource implements RowSource {
  /** Opens the records of a file. */
  public interface Opening {
    /** Its records from the first on. */
    RecordReader open(BundleFile file, LongConsumer progress) throws UnreadableFile;
  }

  private final BundleFile file;
  private final FactType type;
  private final Opening opening;
  private final Supplier<RowMapper> mapper;
  private final Tally tally = new Tally();

  /**
   * A source.
   *
   * @param opening opens the records of the file
   * @param mapper gives a mapper for each time that the file is read
   */
  public ForeignSource(
      BundleFile file, FactType type, Opening opening, Supplier<RowMapper> mapper) {
    this.file = file;
    this.type = type;
    this.opening = opening;
    this.mapper = mapper;
  }

  /** The file whose records these are. */
  public BundleFile file() {
    return file;
  }

  /** What became of the records when they were read last. */
  public Tally tally() {
    return tally;
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public FactType type() {
    return type;
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public RowReader open(LongConsumer progress) throws UnreadableFile {
    return new MappedRows(type, opening.open(file, progress), mapper.get(), tally);
  }
}
