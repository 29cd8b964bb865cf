package dev.signet.limits;

/**
 * What one attempt asks of one limit.
 *
 * @param subject whose attempts it counts with; holds no identifier in clear
 * @param lease names the attempt, unique
 */
record Claim(Limit limit, String subject, String lease) {
}
