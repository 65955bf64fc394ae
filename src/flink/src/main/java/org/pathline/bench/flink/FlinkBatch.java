package org.pathline.bench.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.assigners.SimpleSplitAssigner;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.util.CloseableIterator;
import org.pathline.bench.CellNumbers;
import org.pathline.bench.NightlyBatch;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.outcome.CellKey;
import org.pathline.publish.ImportFile;
import org.pathline.publish.ImportFiles;
import org.pathline.streams.codec.ContributionCodec;

/**
 * All outcome cells from the import files by a job of Apache Flink, in batch mode, in this process.
 *
 * <p>Rows become facts by the code that publishes them, and facts become contributions by the rules
 * of the topologies; between the two, and from contributions to cells, is Flink. Like the other
 * batches it makes no sorting, no ledgers and no effects.
 */
public final class FlinkBatch implements NightlyBatch {
  /** For sorting: about the facts of 30,000 students; what is more is spilled to disk. */
  private static final MemorySize TO_SORT = MemorySize.ofMebiBytes(512);

  private static final String LOOPBACK = "localhost";

  /** For the exchanges of one thread: a sorted one wants 16 MiB for what a task writes. */
  private static final MemorySize TO_EXCHANGE = MemorySize.ofMebiBytes(64);

  @Override
  public String engine() {
    return "Flink";
  }

  @Override
  public Map<CellKey, CellNumbers> run(Path files, Path scratch, int threads) throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(threads, settings(scratch, threads));
    Map<CellKey, CellNumbers> cells = new HashMap<>();
    ContributionCodec codec = new ContributionCodec();
    try (CloseableIterator<Tuple2<String, byte[]>> sums =
        cells(facts(flink, files)).executeAndCollect("outcome cells")) {
      while (sums.hasNext()) {
        Tuple2<String, byte[]> sum = sums.next();
        CellKey key = CellKey.parse(sum.f0);
        if (key.isAnchored()) {
          cells.put(key, CellNumbers.of(codec.decodeSums(sum.f1)));
        }
      }
    }
    return cells;
  }

  private static Configuration settings(Path scratch, int threads) throws IOException {
    String directory = Files.createDirectories(scratch).toAbsolutePath().toString();
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, TO_SORT);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, TO_EXCHANGE.multiply(threads));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, TO_EXCHANGE.multiply(threads));
    // All that flows has a serializer of its own; without one the job is to fail, not to be slow.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(CoreOptions.TMP_DIRS, directory);
    // Flink serves what it does over HTTP and takes jobs there: from this machine alone, and none.
    settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    settings.set(WebOptions.TMP_DIR, directory);
    settings.set(WebOptions.UPLOAD_DIR, directory);
    return settings;
  }

  /** Facts of students with the id of each: which type, and encoded. */
  private static DataStream<Tuple3<String, Integer, byte[]>> facts(
      StreamExecutionEnvironment flink, Path files) {
    List<ImportFile> imported = ImportFiles.find(List.of(files), files.resolve("rejected.csv"));
    List<String> links =
        imported.stream()
            .filter(file -> file.type() == FactType.IDENTITIES)
            .map(file -> file.path().toString())
            .toList();
    // They are handed out from the last on: the largest file shall not be left for the end.
    org.apache.flink.core.fs.Path[] ofStudents =
        imported.stream()
            .filter(file -> file.type().isStudentFact())
            .sorted(Comparator.comparingLong(ImportFile::size))
            .map(file -> org.apache.flink.core.fs.Path.fromLocalFile(file.path().toFile()))
            .toArray(org.apache.flink.core.fs.Path[]::new);
    return flink
        .fromSource(
            FileSource.forBulkFileFormat(new RowsOfFacts(), ofStudents)
                .setSplitAssigner(SimpleSplitAssigner::new)
                .build(),
            WatermarkStrategy.noWatermarks(),
            "rows of import files")
        .flatMap(new UnderOneId(links))
        .returns(RowsOfFacts.TYPE)
        .name("under the student's one id");
  }

  /** Sums of contributions by the text of the cell's key. */
  private static DataStream<Tuple2<String, byte[]>> cells(
      DataStream<Tuple3<String, Integer, byte[]>> facts) {
    return facts
        .keyBy(fact -> fact.f0, Types.STRING)
        .window(GlobalWindows.createWithEndOfStreamTrigger())
        .apply(new ContributionOfStudent(), ContributionOfStudent.TYPE)
        .name("contribution of each student")
        .keyBy(contribution -> contribution.f0, Types.STRING)
        .window(GlobalWindows.createWithEndOfStreamTrigger())
        .apply(new SumOfCell(), ContributionOfStudent.TYPE)
        .name("sums of each cell");
  }
}
