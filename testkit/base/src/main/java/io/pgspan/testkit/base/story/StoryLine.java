package io.pgspan.testkit.base.story;

/**
 * Where something stands in a story's file.
 *
 * @param file the name of the file
 * @param number counted from 1
 * @param text the line without its comment
 */
public record StoryLine(String file, int number, String text) {
    /** {@code file:number}. */
    public String at() {
        return file + ":" + number;
    }
}
