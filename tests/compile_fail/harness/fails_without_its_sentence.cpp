// expect: wsman: rule F0: this never appears
int main() { return undeclared; }
