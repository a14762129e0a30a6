// expect: wsman: rule F0: a sentence
int main()
{
#if !defined(WSMAN_COMPILES)
    static_assert(sizeof(int) == 0, "wsman: rule F0: a sentence");
#endif
    return undeclared;
}
