package io.kuayu.storage.audit;

/**
 * How far a log reached at some moment. Noted elsewhere, it shows later that nothing up to there
 * was cut off.
 *
 * @param entries how many entries the log had
 * @param hash of the last of them
 */
public record AuditMark(long entries, String hash) {}
