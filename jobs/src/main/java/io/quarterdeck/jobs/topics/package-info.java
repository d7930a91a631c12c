/** The model that assigns questions to topics: training, publication and scoring. */
package io.quarterdeck.jobs.topics;
