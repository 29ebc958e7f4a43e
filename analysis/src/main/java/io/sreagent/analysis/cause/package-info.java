/**
 * Root causes: kinds of evidence, and the arithmetic that adds them up.
 *
 * <p>Read {@link io.sreagent.analysis.cause.CauseEngine} first; all else serves it.
 *
 * <ul>
 *   <li>What is known: {@code Case}; measured once, it becomes a {@code Scene} of {@code Place}s
 *       with their {@code Shift}s ({@code ShiftFinder}, {@code OnsetFinder}, {@code AfterCalm}).
 *   <li>How trouble travels between places: {@code DependencyGraph}, {@code Travel}, {@code
 *       SharedThings}, {@code CausePath}.
 *   <li>Kinds of evidence: one {@code …Evidence} each, which finds {@code Clue}s; those that look
 *       at a scene extend {@code SceneEvidence}. Beside some stands what they measure with: {@code
 *       SpanTimes}, {@code LogFact}, {@code LogShape}, {@code Granger}, {@code AlertVocabulary}.
 *   <li>From clues to confidence: {@code Suspect}, {@code CauseWeights}, {@code Calibration};
 *       learned by {@code CauseLearner} and {@code AlertLearner}.
 *   <li>Asked for by name, without weight: {@code PreDetector}, {@code LaggedCorrelation}.
 *   <li>Numbers and words: {@code Robust}, {@code FDistribution}, {@code Minutes}, {@code Phrase}.
 * </ul>
 */
@NullMarked
package io.sreagent.analysis.cause;

import org.jspecify.annotations.NullMarked;
