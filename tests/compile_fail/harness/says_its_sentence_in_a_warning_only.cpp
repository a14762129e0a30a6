// expect: wsman: rule F0: a sentence
[[deprecated("wsman: rule F0: a sentence")]] void old();
int main()
{
    old();
    return undeclared;
}
