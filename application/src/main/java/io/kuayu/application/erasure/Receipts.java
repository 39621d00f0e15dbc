package io.kuayu.application.erasure;

import io.kuayu.privacy.receipt.ReceiptSigner;
import java.nio.file.Path;

/**
 * The receipts of an installation.
 *
 * @param access the folder of the key that signs them
 */
public record Receipts(Path access) {
  /**
   * Whether a receipt was written here and is as it was written.
   *
   * @param receipt as JSON
   */
  public boolean isGenuine(String receipt) {
    return ErasureReceipt.isGenuine(receipt, signer(access).publicKey());
  }

  static ReceiptSigner signer(Path access) {
    return ReceiptSigner.in(access.resolve("receipts.key"));
  }
}
