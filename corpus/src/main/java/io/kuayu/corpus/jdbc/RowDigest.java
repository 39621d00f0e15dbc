package io.kuayu.corpus.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** A hash of rows that does not depend on their order, as queries promise none. */
final class RowDigest {
  private final MessageDigest sha = DigestUtils.getSha256Digest();
  private final long[] sum = new long[4];
  private String columns = "";
  private long count;

  void begin(List<String> names) {
    columns = DigestUtils.sha256Hex(String.join("\n", names));
  }

  void add(List<String> values) {
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      sha.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(sha.digest());
    for (int part = 0; part < sum.length; part++) {
      sum[part] += hash.getLong();
    }
    count++;
  }

  String text() {
    return DigestUtils.sha256Hex(
        columns + count + " " + sum[0] + " " + sum[1] + " " + sum[2] + " " + sum[3]);
  }
}
