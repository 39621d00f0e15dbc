package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Files that hold other files, and are no table as they are: workbooks and archives. */
final class Container {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

  private Container() {}

  /**
   * Refuses one.
   *
   * @param begin its first bytes
   * @throws KuayuException with what to do instead
   */
  static void refuse(FileSource file, byte[] begin) {
    boolean zip = beginsWith(begin, ZIP);
    String text = new String(begin, StandardCharsets.ISO_8859_1);
    if (beginsWith(begin, OLE) || (zip && isWorkbook(text))) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_FORMAT,
          file.place() + ": " + file.path() + " is a workbook and not a table",
          "save each sheet as 'CSV UTF-8' (in Excel: File, Save As) and name that file");
    }
    if (zip) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_FORMAT,
          file.place() + ": " + file.path() + " is a ZIP archive",
          "unpack it and name the file or the folder; files packed as .gz or .zst are read as they are");
    }
  }

  private static boolean isWorkbook(String text) {
    return text.contains("[Content_Types].xml")
        || text.contains("xl/workbook.xml")
        || text.contains("opendocument.spreadsheet");
  }

  private static boolean beginsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }
}
