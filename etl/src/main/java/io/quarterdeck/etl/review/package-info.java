/**
 * What a Pulumi preview would do, judged before it is done: a comment for people, and a refusal
 * where data would be lost. The pipeline's scripts call it, and so can a laptop.
 */
package io.quarterdeck.etl.review;
