package io.kuayu.application.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells addresses of the internet from those of a house, a machine or a provider. */
final class PublicAddress {
  private PublicAddress() {}

  /**
   * Whether everybody on the internet can reach an address: it is in no special-purpose block of
   * the IANA registries (RFC 6890).
   */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return address instanceof Inet4Address
        ? isPublic4(first, second, bytes[2] & 0xff)
        : isPublic6(first << 8 | second, (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff));
  }

  private static boolean isPublic4(int first, int second, int third) {
    boolean isShared = first == 100 && second >= 64 && second < 128;
    boolean isProtocol = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean isRelay = first == 192 && second == 88 && third == 99;
    boolean isMeasured = first == 198 && (second == 18 || second == 19);
    boolean isDocumented =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return first != 0
        && first != 127
        && first < 224
        && !isShared
        && !isProtocol
        && !isRelay
        && !isMeasured
        && !isDocumented;
  }

  /** Global unicast without what carries an IPv4 address (6to4, Teredo) and documentation. */
  private static boolean isPublic6(int first, int second) {
    boolean isGlobal = first >> 13 == 1;
    boolean isSpecial = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    return isGlobal && !isSpecial && first != 0x2002 && first != 0x3fff;
  }
}
