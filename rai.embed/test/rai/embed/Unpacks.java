package rai.embed;

/** A program that only unpacks. */
final class Unpacks {
    private Unpacks() {}

    public static void main(String[] args) {
        System.out.println(Cache.dist());
    }
}
