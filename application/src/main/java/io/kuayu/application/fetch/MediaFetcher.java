package io.kuayu.application.fetch;

import io.kuayu.application.settings.MediaFetchSettings;
import io.kuayu.media.InvalidMediaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches images and sounds for callers who name an address. It asks only the hosts that are
 * configured, at public addresses unless others are configured as well, and follows no redirect.
 * The address that is checked is the one that is connected to: what a name stands for may change
 * between two look-ups. Thread-safe.
 */
public final class MediaFetcher {
  /** Each holds a thread and a file in memory. */
  private static final int MAX_CONCURRENT = 8;

  private final MediaFetchSettings settings;
  private final SSLSocketFactory tls;
  private final Semaphore places = new Semaphore(MAX_CONCURRENT);

  public MediaFetcher(MediaFetchSettings settings) {
    this(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  MediaFetcher(MediaFetchSettings settings, SSLSocketFactory tls) {
    this.settings = settings;
    this.tls = tls;
  }

  /**
   * The file at an address. Blocks until it is there, for {@code server.media-fetch.timeout} at
   * most after its host is found.
   *
   * @param maxBytes a longer file is refused
   * @throws InvalidMediaException where it may not be fetched or cannot be; the message tells
   *     nothing of other machines but whether the host may be asked
   */
  public byte[] fetch(String written, int maxBytes) throws InvalidMediaException {
    URI address = checked(written);
    if (!places.tryAcquire()) {
      throw new InvalidMediaException("the server fetches as many files as it can: try again");
    }
    try {
      List<InetAddress> machines = machines(address.getHost());
      return HttpDownload.read(address, machines, tls, settings.timeout(), maxBytes);
    } catch (IOException e) {
      throw new InvalidMediaException("it cannot be fetched: " + e.getMessage(), e);
    } finally {
      places.release();
    }
  }

  private URI checked(String written) throws InvalidMediaException {
    URI address;
    try {
      address = URI.create(URI.create(written).toASCIIString());
    } catch (IllegalArgumentException e) {
      throw new InvalidMediaException("it is no address", e);
    }
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && settings.http())) {
      throw new InvalidMediaException(
          "only addresses with https:" + (settings.http() ? " and http:" : "") + " are fetched");
    }
    if (address.getHost() == null || address.getRawUserInfo() != null) {
      throw new InvalidMediaException("it is no address of a host");
    }
    if (!settings.hosts().contains(address.getRawAuthority().toLowerCase(Locale.ROOT))) {
      throw new InvalidMediaException(
          "its host is none of those that the server may ask (server.media-fetch.hosts)");
    }
    return address;
  }

  /** All addresses of a host; none may be one that is not allowed. */
  private List<InetAddress> machines(String host) throws InvalidMediaException, IOException {
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("its host is not found", e);
    }
    for (InetAddress machine : found) {
      if (!PublicAddress.isPublic(machine)
          && !settings.privateAddresses().contains(machine.getHostAddress())) {
        throw new InvalidMediaException(
            "its host has an address that is not public and not among"
                + " server.media-fetch.private-addresses");
      }
    }
    return Arrays.asList(found);
  }
}
