package io.kuayu.benchmarks;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.TextEncoder;
import io.kuayu.encoders.onnx.OnnxTextEncoderProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many texts minilm reads a second: LangChain4j's wrapper of the same weights, this project's
 * encoder one by one and in batches, exact and quantised, beside the matrix products of the machine
 * in the same run; and the cosine of each to LangChain4j's vectors.
 *
 * <p>Arguments: a work folder whose corpus has English texts (generated titles where it is left out
 * or {@code -}), and the number of texts (1,000 unless given). Needs the profile {@code
 * exact-weights}.
 */
public final class EncoderBenchmark {
  private static final int MAX_TOKENS = 128;
  private static final int WARM_UP = 64;
  private static final int MATRIX = 1024;

  /** Weights of the matrices of minilm: 6 layers of 4·384² and 2·384·1536. */
  private static final double FLOPS_PER_TOKEN = 2.0 * 6 * (4 * 384 * 384 + 2 * 384 * 1536);

  private final PrintStream out;
  private final List<String> texts;
  private final double flops;
  private float @Nullable [][] reference;

  private EncoderBenchmark(PrintStream out, List<String> texts) throws IOException {
    this.out = out;
    this.texts = texts;
    long tokens = 0;
    try (InputStream json = resource("all-minilm-l6-v2-tokenizer.json");
        HuggingFaceTokenizer tokenizer =
            HuggingFaceTokenizer.newInstance(json, Map.of("padding", "false"))) {
      for (String text : texts) {
        tokens += tokenizer.encode(text).getIds().length;
      }
    }
    flops = tokens * FLOPS_PER_TOKEN;
    out.printf("%,d texts of %.1f tokens%n", texts.size(), (double) tokens / texts.size());
  }

  /** Runs the measurement and prints it to stdout. */
  public static void main(String[] arguments) throws IOException {
    // Before a class of DJL is loaded: nothing may look for downloads.
    System.setProperty("ai.djl.offline", "true");
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    boolean generated = arguments.length == 0 || arguments[0].equals("-");
    List<String> texts = generated ? titles(count) : titles(Path.of(arguments[0]), count);
    EncoderBenchmark benchmark = new EncoderBenchmark(System.out, texts);
    benchmark.matrixProducts();
    benchmark.peer();
    int cores = Runtime.getRuntime().availableProcessors();
    benchmark.encoder(Precision.FP32, 1);
    benchmark.encoder(Precision.FP32, cores);
    benchmark.encoder(Precision.INT8, 1);
    benchmark.encoder(Precision.INT8, cores);
    benchmark.matrixProducts();
  }

  private void matrixProducts() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray a = manager.randomUniform(0, 1, new Shape(MATRIX, MATRIX));
      double best = 0;
      for (int round = 0; round < 10; round++) {
        long begin = System.nanoTime();
        try (NDArray product = a.matMul(a)) {
          product.toFloatArray();
        }
        best = Math.max(best, 2.0 * MATRIX * MATRIX * MATRIX / (System.nanoTime() - begin));
      }
      out.printf("%-42s %8s %7.0f GFLOP/s%n", "matrix products by libtorch, fp32", "", best);
    }
  }

  private void peer() throws IOException {
    Path model = copy("all-minilm-l6-v2.onnx");
    Path tokenizer = copy("all-minilm-l6-v2-tokenizer.json");
    try {
      OnnxEmbeddingModel peer = new OnnxEmbeddingModel(model, tokenizer, PoolingMode.MEAN);
      time("LangChain4j fp32, one by one", some -> each(some, peer));
      time("LangChain4j fp32, embedAll", some -> together(some, peer));
    } finally {
      Files.delete(model);
      Files.delete(tokenizer);
    }
  }

  private void encoder(Precision precision, int threads) {
    EncoderOptions options = new EncoderOptions("minilm", precision, MAX_TOKENS);
    Catalogue none = Catalogue.of(List.of(), List.of());
    try (TextEncoder encoder = new OnnxTextEncoderProvider().open(options, none, threads)) {
      String name = "Kuayu %s, %d threads, ".formatted(precision, threads);
      if (threads == 1) {
        time(
            name + "one by one",
            some ->
                some.stream()
                    .map(text -> encoder.encodeTexts(List.of(text))[0])
                    .toArray(float[][]::new));
      }
      time(name + "all at once", encoder::encodeTexts);
    }
  }

  private void time(String name, Function<List<String>, float[][]> encode) {
    var _ = encode.apply(texts.subList(0, Math.min(WARM_UP, texts.size())));
    long begin = System.nanoTime();
    float[][] vectors = encode.apply(texts);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (reference == null) {
      reference = vectors;
    }
    float[][] others = reference;
    double[] cosines =
        IntStream.range(0, vectors.length)
            .mapToDouble(text -> cosine(vectors[text], others[text]))
            .toArray();
    out.printf(
        "%-42s %6.0f/s %7.0f GFLOP/s   cosine mean %.6f, least %.6f%n",
        name,
        texts.size() / seconds,
        flops / seconds / 1e9,
        Arrays.stream(cosines).average().orElse(0),
        Arrays.stream(cosines).min().orElse(0));
  }

  private static float[][] each(List<String> texts, OnnxEmbeddingModel peer) {
    return texts.stream().map(text -> peer.embed(text).content().vector()).toArray(float[][]::new);
  }

  private static float[][] together(List<String> texts, OnnxEmbeddingModel peer) {
    return peer.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(Embedding::vector)
        .toArray(float[][]::new);
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (int d = 0; d < a.length; d++) {
      dot += (double) a[d] * b[d];
      squareA += (double) a[d] * a[d];
      squareB += (double) b[d] * b[d];
    }
    return dot / Math.sqrt(squareA * squareB);
  }

  private static List<String> titles(Path workdir, int count) {
    return Corpus.open(workdir).catalogue().items().stream()
        .map(Item::text)
        .filter(text -> !text.isBlank())
        .limit(count)
        .toList();
  }

  private static List<String> titles(int count) {
    List<String> words =
        List.of(
            "organic",
            "green",
            "tea",
            "stainless",
            "steel",
            "pan",
            "bags",
            "with",
            "lid",
            "non-stick",
            "coffee",
            "maker",
            "12",
            "ounce",
            "pack",
            "of",
            "6",
            "gourmet",
            "spice",
            "rack",
            "cast",
            "iron");
    SplittableRandom random = new Seed(42).derive("titles").random();
    Supplier<String> word = () -> words.get(random.nextInt(words.size()));
    List<String> titles = new ArrayList<>();
    for (int title = 0; title < count; title++) {
      int length = 5 + random.nextInt(25);
      titles.add(String.join(" ", Stream.generate(word).limit(length).toList()));
    }
    return titles;
  }

  private static Path copy(String name) throws IOException {
    Path file = Files.createTempFile("encoder-benchmark", name);
    try (InputStream in = resource(name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = EncoderBenchmark.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not on the class path: use the profile exact-weights");
    }
    return in;
  }
}
